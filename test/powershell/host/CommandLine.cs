namespace ImageFactory.Host;

/// <summary>The part of powershell.exe's command line that is used here; anything else is refused.</summary>
public sealed record CommandLine(string? File, IReadOnlyList<string> Arguments, string? Command)
{
    public static CommandLine? Parse(string[] words)
    {
        for (var index = 0; index < words.Length; index++)
        {
            switch (words[index].ToLowerInvariant())
            {
                case "-noprofile" or "-noninteractive" or "-nologo":
                    break;
                case "-executionpolicy" or "-windowstyle" or "-version" or "-inputformat" or "-outputformat":
                    index++;
                    break;
                case "-file" when index + 1 < words.Length:
                    return new CommandLine(words[index + 1], words[(index + 2)..], null);
                case "-command" when index + 1 < words.Length:
                    return new CommandLine(null, [], string.Join(' ', words[(index + 1)..]));
                case "-encodedcommand" when index + 1 < words.Length:
                    return new CommandLine(null, [], System.Text.Encoding.Unicode.GetString(Convert.FromBase64String(words[index + 1])));
                default:
                    Console.Error.WriteLine($"{words[index]}: not an option of powershell.exe that this project may use");
                    return null;
            }
        }
        return null;
    }

    public static int Usage()
    {
        Console.Error.WriteLine("usage: powershell-host [-NoProfile] [-NonInteractive] [-ExecutionPolicy P] -File SCRIPT [ARGUMENT ...]");
        Console.Error.WriteLine("       powershell-host [-NoProfile] [-NonInteractive] -Command TEXT | -EncodedCommand BASE64");
        Console.Error.WriteLine("       powershell-host --lint SCRIPT ... | --module NAME");
        return 64;
    }
}
