/** What tests of the registry and of the layers above it share. */
export { fakeContext } from "./fake-context.js";
export {
  widget,
  widgetDefinition,
  widgetModel,
  widgetOpenAPI,
  widgetScheme,
  WIDGET_GROUP,
  type Widget,
} from "./widget.js";
