using System.Globalization;
using System.Text.RegularExpressions;

namespace DtnBox.Testing;

/// <summary>The local Functions host as a process of its own, started and ended like any other.</summary>
public sealed partial class FunctionsHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;

    private FunctionsHostProcess(ChildProcess process, int port)
    {
        _process = process;
        Port = port;
        Http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}/"), Timeout = Deadline };
        Orchestrations = new OrchestrationClient(Http);
    }

    public int Id => _process.Id;

    public int Port { get; }

    public HttpClient Http { get; }

    public OrchestrationClient Orchestrations { get; }

    public string Output => _process.Output;

    public bool HasExited => _process.HasExited;

    /// <summary>Gets the handler that runs now, from the host's log.</summary>
    public int HandlerId => int.Parse(
        HandlerReady().Matches(Output).Last().Groups["id"].Value, CultureInfo.InvariantCulture);

    /// <summary>Starts a host without waiting for anything.</summary>
    /// <remarks>Its lease is short, and it bears any number of handler failures, unless the arguments say otherwise.</remarks>
    public static FunctionsHostProcess Launch(FunctionsAppFolder app, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(app);
        int port = FreePort.Next();
        ChildProcess process = ChildProcess.Start(
            RepositoryPaths.Program("FunctionsHost"),
            ["--app", app.Folder, "--port", $"{port}", "--lease", "5", "--max-handler-failures", "0", .. arguments],
            workingDirectory: app.Folder);
        return new FunctionsHostProcess(process, port);
    }

    /// <summary>Starts a host and waits until its handler answers.</summary>
    public static async Task<FunctionsHostProcess> StartAsync(FunctionsAppFolder app, params string[] arguments)
    {
        FunctionsHostProcess host = Launch(app, arguments);
        try
        {
            await host.ReadyAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until it listens and its handler answers, whichever comes last.</summary>
    public async Task ReadyAsync()
    {
        await SeesAsync("is ready");
        await SeesAsync("Now listening");
    }

    /// <summary>Waits for a line of its output.</summary>
    public Task SeesAsync(string text) => _process.WaitForLineAsync(text, Deadline);

    /// <summary>SIGKILL to the host alone.</summary>
    public void Kill() => _process.Kill9();

    public void Pause() => _process.Suspend();

    public void Resume() => _process.Resume();

    /// <summary>SIGKILL to the handler alone.</summary>
    public void KillHandler() => Signals.Send(HandlerId, Signal.Kill);

    public void PauseHandler() => Signals.Send(HandlerId, Signal.Stop);

    public async Task<int> StopAsync()
    {
        _process.Terminate();
        return await ExitAsync();
    }

    public Task<int> ExitAsync() => _process.WaitForExitAsync(Deadline);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
    }

    public static bool IsRunning(int processId)
    {
        try
        {
            return !File.ReadAllText($"/proc/{processId}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"Handler process (?<id>\d+) is ready", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HandlerReady();
}
