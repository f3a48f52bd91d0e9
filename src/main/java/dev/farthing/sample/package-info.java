/** The sample shop of dev mode: articles and a demo client. No package contains it. */
package dev.farthing.sample;
