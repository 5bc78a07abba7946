import type { AcceleratorName, ExecutionFiles } from '../../wire/protocol.js';

/** What each file of backends/ knows about its TensorFlow.js backend; importing one registers it. */
export interface BackendDriver {
  readonly name: AcceleratorName;
  /** Whether TensorFlow.js takes what this device has, which `hasSupport` has found; false is no failure. */
  isSupported?(): boolean;
  /** Registers kernels and sets flags, before the backend starts. */
  configure(files: ExecutionFiles): void;
  /** Compiles what `run` needs beside other work, where the backend compiles at all. */
  compile?(run: () => void): Promise<void>;
  /** Calls back when the backend dies; absent where it cannot. */
  onLost?(listener: () => void): void;
}
