// Whether the echo process can run here: it lays out the kernel's structures by hand.

/** 64-bit little-endian Linux, where glibc and musl agree on every structure used. */
export function layoutFits(platform: string, arch: string): boolean {
  return platform === 'linux' && ['x64', 'arm64', 'riscv64'].includes(arch);
}
