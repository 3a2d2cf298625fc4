/** Where the templates are, below the root of the package. */
export const TEMPLATE_FOLDER = "templates";
