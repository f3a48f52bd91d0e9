/** The sample shop of dev mode; no package contains it. */
package dev.farthing.sample;
