/** Completes the OpenAPI document: security, problems of each operation, shared headers and schemas. */
package dev.farthing.web.openapi;
