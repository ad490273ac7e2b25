using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace DtnBox.Cli;

/// <summary>The usual help, and below it what to type.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private static readonly string[] General =
    [
        "export DTNBOX_URL=https://dtnbox.example",
        "dtnbox login",
        "dtnbox node list",
        "dtnbox transfer start site-a:results/run-7/ site-b:incoming/run-7/ --watch",
    ];

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string example in (parseResult.CommandResult.Command as Verb)?.Examples ?? General)
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        return ExitCodes.Ok;
    }
}
