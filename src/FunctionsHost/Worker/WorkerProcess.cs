namespace DtnBox.FunctionsHost.Worker;

/// <summary>One run of the app's process.</summary>
internal sealed partial class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process = new();
    private readonly ILogger<WorkerProcess> _logger;

    public WorkerProcess(FunctionsApp app, Uri rpcAddress, string workerId, string publicAuthority, ILogger<WorkerProcess> logger)
    {
        _logger = logger;
        string folder = app.Arguments.AppFolder;
        string[] command =
        [
            .. Guards(app), app.Worker.Executable, app.Worker.WorkerPath,
            "--functions-uri", rpcAddress.AbsoluteUri, "--functions-worker-id", workerId, "--functions-request-id", workerId,
            // Without it the worker refuses every message.
            "--functions-grpc-max-message-length", $"{int.MaxValue}",
        ];
        _process.StartInfo = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        IDictionary<string, string?> environment = _process.StartInfo.Environment;
        foreach ((string name, string value) in app.Settings)
        {
            environment[name] = value;
        }

        environment["FUNCTIONS_APPLICATION_DIRECTORY"] = environment["FUNCTIONS_WORKER_DIRECTORY"] = folder;
        environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        environment["WEBSITE_HOSTNAME"] = publicAuthority;
        // Where the host listens, or a container image says that something should, is not where the worker has to.
        environment.Remove("ASPNETCORE_URLS");
        environment.Remove("ASPNETCORE_HTTP_PORTS");
        _process.OutputDataReceived += (_, line) => Pass(line.Data, LogLevel.Information);
        _process.ErrorDataReceived += (_, line) => Pass(line.Data, LogLevel.Error);
    }

    public int Id { get; private set; }

    /// <summary>Starts it, and gives what ends with it: its exit code (128 + signal when it was killed).</summary>
    public async Task<Task<int>> StartAsync()
    {
        var started = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var exited = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        // The parent that the kernel watches is a thread. Those of the pool end when they are idle, and would take the worker along.
        new Thread(() =>
        {
            try
            {
                _process.Start();
                started.SetResult(_process.Id);
                _process.WaitForExit();
                exited.SetResult(_process.ExitCode);
            }
            catch (Exception e) when (started.TrySetException(e))
            {
                // Thrown where it was asked for.
            }
        }) { IsBackground = true, Name = "worker's parent" }.Start();
        Id = await started.Task;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return exited.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (Id != 0)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    /// <summary>Programs that replace themselves by the one they are given, so the process id is the worker's.</summary>
    /// <remarks>With a session of its own Ctrl-C goes to this host alone; the signal ends the worker when this host is killed.</remarks>
    private static IEnumerable<string> Guards(FunctionsApp app)
        => new string[][] { ["setsid"], ["setpriv", "--pdeathsig", "KILL", "--"] }
            .Where(guard => WorkerCommand.Find(guard[0], app) is not null).SelectMany(guard => guard);

    private void Pass(string? line, LogLevel level)
    {
        // An event in JSON is one already: wrapped in another it could not be searched any more.
        if (line is ['{', .., '}'])
        {
            Console.WriteLine(line);
        }
        else if (!string.IsNullOrEmpty(line))
        {
            LogOutput(level, line);
        }
    }
}
