/** Random requests made from the service's own OpenAPI document, and what no answer to them may be. */
package dev.farthing.web.fuzz;
