/**
 * Hub.
 *
 * +groupName=shop.example.com
 */
export {};
