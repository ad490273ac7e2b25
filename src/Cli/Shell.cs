using System.CommandLine;
using DtnBox.Cli.Api;

namespace DtnBox.Cli;

/// <summary>Runs verbs and turns what goes wrong into words and an exit code, in one place for all of them.</summary>
internal sealed class Shell(Terminal terminal)
{
    public GlobalOptions Options { get; } = new();

    public void OnRun(Command command, Func<Session, CancellationToken, Task<int>> run)
        => OnRun(command, (parsed, terminal) => new Session(parsed, Options, terminal), run);

    /// <summary>Runs a verb that speaks to something else than the control plane's API.</summary>
    public void OnRun<TSession>(
        Command command, Func<ParseResult, Terminal, TSession> open, Func<TSession, CancellationToken, Task<int>> run)
        where TSession : Invocation
        => command.SetAction((parsed, cancellationToken) => RunAsync(() => open(parsed, terminal), run, cancellationToken));

    private async Task<int> RunAsync<TSession>(
        Func<TSession> open, Func<TSession, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
        where TSession : Invocation
    {
        try
        {
            using TSession session = open();
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
