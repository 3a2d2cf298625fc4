/** +groupName=lonely */
export {};
