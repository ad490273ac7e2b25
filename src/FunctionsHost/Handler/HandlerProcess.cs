using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DtnBox.FunctionsHost.Configuration;

namespace DtnBox.FunctionsHost.Handler;

/// <summary>One run of the handler executable.</summary>
internal sealed partial class HandlerProcess : IAsyncDisposable
{
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly OrphanGuard _guard;
    private readonly ILogger<HandlerProcess> _logger;
    private readonly TimeProvider _time;

    private HandlerProcess(Process process, Uri address, ILogger<HandlerProcess> logger, TimeProvider time)
        => (_process, _guard, Address, _logger, _time) = (process, new OrphanGuard(process.Id), address, logger, time);

    public Uri Address { get; }

    public int Id => _process.Id;

    public static HandlerProcess Start(
        FunctionsApp app, string listenAuthority, ILogger<HandlerProcess> logger, TimeProvider time)
    {
        int port = FreePort();
        string root = app.Arguments.AppFolder;
        string workerId = Guid.NewGuid().ToString();
        var own = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["FUNCTIONS_HTTPWORKER_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = workerId,
            ["FUNCTIONS_HTTPWORKER_ID"] = workerId,
            ["FUNCTIONS_APP_ROOT_PATH"] = root,
            ["FUNCTIONS_WORKER_RUNTIME"] = "custom",
            ["WEBSITE_HOSTNAME"] = listenAuthority,
        };
        string folder = Path.GetFullPath(Path.Combine(root, app.Settings.Expand(app.Host.WorkingDirectory, own)));
        var start = new ProcessStartInfo(Executable(app))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in app.Host.Arguments)
        {
            start.ArgumentList.Add(app.Settings.Expand(argument, own));
        }

        foreach ((string name, string value) in app.Settings.Values.Concat(own))
        {
            start.Environment[name] = value;
        }

        // The host's own listening address must not become the handler's.
        start.Environment.Remove("ASPNETCORE_URLS");
        Process started = Process.Start(start)
            ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var handler = new HandlerProcess(started, new Uri($"http://127.0.0.1:{port}/"), logger, time);
        handler.PumpOutput();
        return handler;
    }

    /// <summary>Waits for the end and gives the exit code (128 + signal when it was killed).</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Asks the handler to stop, and kills it when it has not within the grace period.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signals.Terminate(_process.Id);
            using var grace = new CancellationTokenSource(GracePeriod, _time);
            try
            {
                await _process.WaitForExitAsync(grace.Token);
            }
            catch (OperationCanceledException)
            {
                Kill();
            }
        }

        _guard.Dispose();
        _process.Dispose();
    }

    private static string Executable(FunctionsApp app)
        => app.FindExecutable() ?? throw new InvalidOperationException($"{app.Host.ExecutablePath} is gone.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void PumpOutput()
    {
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && !JsonLine.PassOn(text))
            {
                LogOutput(text);
            }
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not { } text)
            {
                return;
            }

            if (text.Contains("warn", StringComparison.OrdinalIgnoreCase))
            {
                LogWarningOutput(text);
            }
            else
            {
                LogErrorOutput(text);
            }
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }
}
