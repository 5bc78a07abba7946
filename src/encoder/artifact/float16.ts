/**
 * Half-precision floats as raw 16-bit patterns: engines that shoppers and Node 20 run have no `Float16Array`.
 *
 * @see IEEE 754-2008, binary16
 */

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * Rounds to the nearest half float (ties to even); beyond ±65,504 the result is an infinity.
 *
 * @example encodeFloat16(Float32Array.of(1, -2)) // Uint16Array [0x3c00, 0xc000]
 */
export function encodeFloat16(values: Float32Array): Uint16Array {
  return Uint16Array.from(values, toHalf);
}

/**
 * @example decodeFloat16(Uint16Array.of(0x3c00)) // Float32Array [1]
 */
export function decodeFloat16(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, fromHalf);
}

function toHalf(value: number): number {
  float[0] = value;
  const x = bits[0];
  const sign = (x >>> 16) & 0x8000;
  const exponent = (x >>> 23) & 0xff;
  const mantissa = x & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (mantissa ? 0x200 : 0);
  const half = exponent - 112; // the exponent's bias goes from 127 to 15
  if (half >= 31) return sign | 0x7c00;
  if (half <= 0) {
    if (half < -10) return sign;
    // A subnormal: shift the mantissa with its hidden bit into place.
    return sign | roundToEven(mantissa | 0x800000, 14 - half);
  }
  // A carry out of the mantissa rightly raises the exponent.
  return sign | (roundToEven(mantissa, 13) + (half << 10));
}

function roundToEven(value: number, shift: number): number {
  const kept = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && kept & 1) ? kept + 1 : kept;
}

function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}
