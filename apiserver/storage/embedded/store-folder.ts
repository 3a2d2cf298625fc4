/** Where a server keeps its database below its `--data-dir`. Known here to the server and to those who care for its data. */
export const STORE_FOLDER = "store";
