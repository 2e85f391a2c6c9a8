// What every recorder's script here is.

/** Starts it; what it gets and does not send by itself it gives to `take`. */
type StartRecorder = (take: (value: unknown) => void, masked: boolean) => Recorder;

interface Recorder {
  isReady(): boolean;
  /** Sends what it still holds back. */
  flush(): unknown;
}

interface Window {
  recorder: Recorder;
  /** What recorders gave to `take`, as JSON. */
  taken: string[];
}
