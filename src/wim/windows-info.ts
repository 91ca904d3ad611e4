/**
 * What the XML of a WIM says of a Windows installation: `<WINDOWS>` and the names around it. DISM, Setup and MDT read
 * it from there; it is read from the image's own hives and files by `inspect/`.
 */

/** PROCESSOR_ARCHITECTURE_*, as `<ARCH>` has it. */
export const ARCHITECTURE = { x86: 0, arm: 5, ia64: 6, amd64: 9, arm64: 12 } as const;

export interface WindowsInfo {
  /** A value of ARCHITECTURE. */
  readonly architecture: number;
  /** `<PRODUCTNAME>`: "Microsoft® Windows® Operating System", as the version resource of ntdll.dll has it. */
  readonly productName: string;
  /** "Enterprise". Also `<FLAGS>`. */
  readonly editionId: string;
  /** "Client", "Server", "Server Core". */
  readonly installationType: string;
  /** "WinNT", "ServerNT", "LanmanNT". */
  readonly productType: string;
  /** "Terminal Server", "Enterprise"; '' where the hive names none. */
  readonly productSuite: string;
  /** '' where the hive names none. */
  readonly hal: string;
  /** The UI languages that are installed: "en-US". */
  readonly languages: readonly string[];
  readonly defaultLanguage: string;
  readonly version: {
    readonly major: number;
    readonly minor: number;
    readonly build: number;
    /** The update build revision (UBR). */
    readonly spBuild: number;
    readonly spLevel: number;
    /** BuildBranch: "ge_release"; '' where the hive names none. */
    readonly branch: string;
  };
  /** `<SYSTEMROOT>`: "WINDOWS". */
  readonly systemRoot: string;
  /** "Windows 11 Enterprise": for people, right where the hive's ProductName still says Windows 10. */
  readonly displayName: string;
  /** "24H2"; '' where the hive names none. */
  readonly displayVersion: string;
  /** `<SERVICINGDATA><IMAGESTATE>`: "IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE"; '' where State.ini names none. */
  readonly imageState: string;
}
