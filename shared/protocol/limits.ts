/** A message is at most this long, either way; a product model that the office publishes, with its pictures, is the largest. */
export const MESSAGE_BYTES_MAX = 1024 * 1024
