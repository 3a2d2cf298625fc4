/** +groupName=Bad.Example.COM */
export {};
