using System.CommandLine;
using DtnBox.Cli.Api;

namespace DtnBox.Cli;

/// <summary>Runs verbs and turns what goes wrong into words and an exit code, in one place for all of them.</summary>
internal sealed class Shell(Terminal terminal)
{
    public GlobalOptions Options { get; } = new();

    public void OnRun(Command command, Func<Session, CancellationToken, Task<int>> run)
        => command.SetAction((parsed, cancellationToken) => RunAsync(parsed, run, cancellationToken));

    private async Task<int> RunAsync(
        ParseResult parsed, Func<Session, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            using var session = new Session(parsed, Options, terminal);
            return await run(session, cancellationToken);
        }
        catch (UsageException fault)
        {
            await terminal.Error.WriteLineAsync($"dtnbox: {fault.Message}");
            return fault.ExitCode;
        }
        catch (ApiProblemException fault)
        {
            await terminal.Error.WriteLineAsync($"dtnbox: {ProblemText.From(fault.Problem)}");
            return fault.ExitCode;
        }
        catch (UnreachableException fault)
        {
            await terminal.Error.WriteLineAsync($"dtnbox: {fault.Message}");
            return ExitCodes.Unreachable;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }
}
