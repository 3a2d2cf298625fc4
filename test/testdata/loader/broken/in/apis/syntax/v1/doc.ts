/** +groupName=syntax */
export {};
