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

    /// <summary>Gets the app's process that runs now, from the host's log.</summary>
    public int WorkerId => int.Parse(
        WorkerReady().Matches(Output).Last().Groups["id"].Value, CultureInfo.InvariantCulture);

    /// <summary>Starts a host without waiting for anything.</summary>
    public static FunctionsHostProcess Launch(FunctionsAppFolder app, params string[] arguments)
        => LaunchWith(app, [RepositoryPaths.Program("FunctionsHost")], arguments);

    /// <summary>Starts a host and waits until its functions can be called.</summary>
    public static Task<FunctionsHostProcess> StartAsync(FunctionsAppFolder app, params string[] arguments)
        => ReadyAsync(Launch(app, arguments));

    /// <summary>Starts another program that has the host in it, and waits until its functions can be called.</summary>
    public static Task<FunctionsHostProcess> StartWithAsync(FunctionsAppFolder app, params string[] command)
        => ReadyAsync(LaunchWith(app, command, []));

    private static FunctionsHostProcess LaunchWith(FunctionsAppFolder app, string[] command, string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(app);
        int port = FreePort.Next();
        ChildProcess process = ChildProcess.Start(
            command[0],
            // The last word counts: a test may say another port.
            [.. command[1..], "--app", app.Folder, "--port", $"{port}", .. arguments],
            workingDirectory: app.Folder);
        return new FunctionsHostProcess(process, port);
    }

    private static async Task<FunctionsHostProcess> ReadyAsync(FunctionsHostProcess host)
    {
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

    /// <summary>Waits until functions can be called.</summary>
    public Task ReadyAsync() => SeesAsync(" functions run, task hub ");

    /// <summary>Waits for a line of its output.</summary>
    public Task SeesAsync(string text) => _process.WaitForLineAsync(text, Deadline);

    /// <summary>Waits for as many lines of its output, one after the other.</summary>
    public Task SeesAsync(string text, int times) => Eventually.ThatAsync(
        () => Output.Split('\n').Count(line => line.Contains(text, StringComparison.Ordinal)) >= times,
        Deadline, $"'{text}' is seen {times} times");

    /// <summary>SIGKILL to the host alone.</summary>
    public void Kill() => _process.Kill9();

    public void Pause() => _process.Suspend();

    public void Resume() => _process.Resume();

    /// <summary>SIGKILL to the app's process alone.</summary>
    public void KillWorker() => Signals.Send(WorkerId, Signal.Kill);

    /// <summary>SIGTERM to the host alone.</summary>
    public void Terminate() => _process.Terminate();

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

    [GeneratedRegex(@"Worker process (?<id>\d+) is ready", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WorkerReady();
}
