/** Dev mode's shop: sample articles and a demo client. Left out of every package. */
package dev.farthing.sample;
