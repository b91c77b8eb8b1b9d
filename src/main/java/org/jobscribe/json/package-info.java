/** The one way to JSON text, over Jakarta JSON Processing: {@link org.jobscribe.json.JsonText}. */
package org.jobscribe.json;
