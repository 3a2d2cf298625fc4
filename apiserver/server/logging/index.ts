/** Messages for the operator. */
export { createJSONLogger, createTextLogger, silentLogger, type LogFields, type Logger } from "./logger.js";
