/** Completes the OpenAPI document: security, each operation's problems, shared headers and schemas. */
package dev.farthing.web.openapi;
