using Spectre.Console;

namespace DtnBox.Cli;

/// <summary>Everything outside the program that a command touches: streams, environment, clock.</summary>
internal sealed class Terminal
{
    public required TextReader In { get; init; }

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
        Environment = System.Environment.GetEnvironmentVariable,
    };
}
