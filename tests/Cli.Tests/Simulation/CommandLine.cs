using System.Text;
using Spectre.Console;

namespace DtnBox.Cli.Tests.Simulation;

/// <summary>Runs the program in this process, with everything around it made by the test.</summary>
internal sealed class CommandLine(ApiSimulator? api)
{
    public Dictionary<string, string> Environment { get; } = new()
    {
        ["DTNBOX_URL"] = api?.Address.ToString() ?? "http://127.0.0.1:1",
        ["DTNBOX_TOKEN"] = "secret-token",
        // Never the sign-ins of whoever runs the tests.
        ["DTNBOX_CONFIG_DIR"] = Path.Combine(Path.GetTempPath(), "dtnbox-tests-no-settings"),
    };

    public string Input { get; set; } = string.Empty;

    public bool CanRedraw { get; set; }

    public bool CanAsk { get; set; }

    public bool CanDrawBoxes { get; set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Runs a line, split at spaces; a part in quotes stays whole.</summary>
    public Task<Outcome> RunAsync(string line)
        => RunAsync([.. line.Split('"').SelectMany((part, index) => index % 2 == 1
            ? [part]
            : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))]);

    /// <summary>Runs with arguments as a shell would hand them over.</summary>
    public async Task<Outcome> RunAsync(string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        int code = await CommandTree.RunAsync(args, new Terminal
        {
            In = new StringReader(Input),
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(Input)),
            Out = output,
            Error = error,
            Console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(output),
            }),
            CanRedraw = CanRedraw,
            CanAsk = CanAsk,
            CanDrawBoxes = CanDrawBoxes,
            Environment = name => Environment.GetValueOrDefault(name),
            Time = Time,
        });
        return new Outcome(code, output.ToString().TrimEnd('\n'), error.ToString().TrimEnd('\n'));
    }
}

/// <summary>What a run gave.</summary>
internal sealed record Outcome(int ExitCode, string Out, string Error);
