/** +groupName=other.example.com */
export {};
