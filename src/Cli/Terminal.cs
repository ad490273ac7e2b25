using System.Text;
using Spectre.Console;

namespace DtnBox.Cli;

/// <summary>Everything outside the program that a command touches: streams, environment, clock.</summary>
internal sealed class Terminal
{
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    public required TextReader In { get; init; }

    /// <summary>Gets what opens the input as bytes, for data; not together with <see cref="In"/>.</summary>
    public Func<Stream> OpenInput { get; init; } = System.Console.OpenStandardInput;

    /// <summary>Gets where data goes.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Gets where words about the data go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Gets what draws live progress and prompts.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>Gets a value indicating whether a person can answer questions.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Gets a value indicating whether somebody looks at the output now, so that it can be redrawn.</summary>
    public bool CanRedraw { get; init; }

    /// <summary>Gets a value indicating whether lines can be drawn with box characters.</summary>
    public bool CanDrawBoxes { get; init; }

    public Func<string, string?> Environment { get; init; } = static _ => null;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static Terminal OfProcess() => new()
    {
        In = System.Console.In,
        Out = System.Console.Out,
        Error = System.Console.Error,
        Console = AnsiConsole.Console,
        CanAsk = !System.Console.IsInputRedirected && !System.Console.IsErrorRedirected,
        CanRedraw = !System.Console.IsOutputRedirected,
        CanDrawBoxes = IsUtf8(),
        Environment = System.Environment.GetEnvironmentVariable,
    };

    // The encoding that .NET names is UTF-8 for the locales C and POSIX too; the locale itself tells the terminals apart.
    private static bool IsUtf8()
        => OperatingSystem.IsWindows()
            ? System.Console.OutputEncoding is UTF8Encoding
            : LocaleVariables
                .Select(System.Environment.GetEnvironmentVariable)
                .FirstOrDefault(locale => !string.IsNullOrEmpty(locale)) is { } locale
                && locale.Replace("-", "", StringComparison.Ordinal).Contains("utf8", StringComparison.OrdinalIgnoreCase);
}
