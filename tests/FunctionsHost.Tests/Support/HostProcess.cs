using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace DtnBox.FunctionsHost.Tests.Support;

/// <summary>The host as a process of its own, started and ended like any other.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private HostProcess(Process process, int port)
    {
        _process = _process;
        Port = port;
        Http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}/"), Timeout = TimeSpan.FromSeconds(60) };
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Orchestrations = new OrchestrationClient(Http);
    }

    public int Port { get; }

    public HttpClient Http { get; }

    public OrchestrationClient Orchestrations { get; }

    public string Output => string.Join('\n', _output);

    public bool HasExited => _process.HasExited;

    /// <summary>Gets the handler that runs now, from the host's log.</summary>
    public int HandlerId => int.Parse(
        HandlerReady().Matches(Output).Last().Groups["id"].Value, CultureInfo.InvariantCulture);

    /// <summary>Starts a host without waiting for anything.</summary>
    public static HostProcess Launch(TestAppFolder app, params string[] arguments)
    {
        int port = FreePort();
        var start = new ProcessStartInfo(Binaries.Host)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = app.Folder,
        };
        string[] all = ["--app", app.Folder, "--port", $"{port}", "--lease", "5", "--max-handler-failures", "0", .. arguments];
        foreach (string argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        return new HostProcess(Process.Start(start)!, port);
    }

    /// <summary>Starts a host and waits until its handler answers.</summary>
    public static async Task<HostProcess> StartAsync(TestAppFolder app, params string[] arguments)
    {
        HostProcess host = Launch(app, arguments);
        await host.ReadyAsync();
        return host;
    }

    public Task ReadyAsync() => SeesAsync("is ready");

    public async Task SeesAsync(string text)
    {
        try
        {
            await Eventually.BeAsync($"'{text}' in the output", () => Output.Contains(text, StringComparison.Ordinal) || HasExited);
            Assert.Contains(text, Output, StringComparison.Ordinal);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} It was:\n{Output}", e);
        }
    }

    public void Kill() => SignalTo(_process.Id, Signal.Kill);

    public void Pause() => SignalTo(_process.Id, Signal.Stop);

    public void Resume() => SignalTo(_process.Id, Signal.Continue);

    public void KillHandler() => SignalTo(HandlerId, Signal.Kill);

    public async Task<int> StopAsync()
    {
        SignalTo(_process.Id, Signal.Terminate);
        return await ExitAsync();
    }

    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Resume();
            Kill();
            await ExitAsync();
        }

        Http.Dispose();
        _process.Dispose();
    }

    public static bool IsRunning(int processId)
        => File.Exists($"/proc/{processId}/stat")
            && !File.ReadAllText($"/proc/{processId}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void SignalTo(int processId, Signal signal)
        => Assert.Equal(0, Send(processId, (int)signal));

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int processId, int signal);

    [GeneratedRegex(@"Handler process (?<id>\d+) is ready", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HandlerReady();

    private enum Signal
    {
        Kill = 9,
        Terminate = 15,
        Continue = 18,
        Stop = 19,
    }
}
