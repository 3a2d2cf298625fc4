/** The folder that holds all output but the files that belong to the user from the start. */
export const OUTPUT_FOLDER = "generated";
