using System.Diagnostics;

namespace DtnBox.Testing;

/// <summary>
/// A program under test: its output is kept for failure messages, it can be stopped in every way an operating system
/// stops programs, and it never outlives the test – not even a test process that is killed.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly BoundedOutput _output = new();
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _name;

    private ChildProcess(Process process, string name, Action<string>? onLine)
    {
        _process = process;
        _name = name;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _exited.TrySetResult();
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);

        void Take(string? line)
        {
            if (line is not null)
            {
                onLine?.Invoke(line);
            }

            _output.Add(line);
        }
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines it wrote, standard output and error together.</summary>
    public string Output => _output.ToString();

    /// <summary>Starts a program in a session of its own, with these variables added to our environment.</summary>
    /// <param name="program">Its path or name.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="environment">The variables.</param>
    /// <param name="workingDirectory">Where it runs; ours by default.</param>
    /// <param name="onLine">Is given each line of either stream, also those that <see cref="Output"/> drops. Thread-safe.</param>
    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? workingDirectory = null,
        Action<string>? onLine = null)
    {
        // setsid: what the program starts can be ended with it, even after it died. setpriv: the kernel kills it when we
        // die, however that happens. Both replace themselves, so the process id is the program's.
        var start = new ProcessStartInfo(
            "setsid", ["setpriv", "--pdeathsig", "KILL", "--", program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? "",
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start }, Path.GetFileName(program), onLine);
        ProcessStarter.Start(child._process);
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>SIGKILL to this process alone: what it started lives on, as after a crash.</summary>
    public void Kill9() => Signals.Send(Id, Signal.Kill);

    public void Terminate() => Signals.Send(Id, Signal.Terminate);

    public void Interrupt() => Signals.Send(Id, Signal.Interrupt);

    /// <summary>SIGSTOP: it holds its connections and does nothing, as on a machine that hangs.</summary>
    public void Suspend() => Signals.Send(Id, Signal.Stop);

    public void Resume() => Signals.Send(Id, Signal.Continue);

    /// <summary>Writes a line to its standard input and closes that.</summary>
    public async Task WriteInputAsync(string text, CancellationToken cancellationToken = default)
    {
        await _process.StandardInput.WriteLineAsync(text.AsMemory(), cancellationToken);
        _process.StandardInput.Close();
    }

    /// <summary>The first line of its output that contains the text.</summary>
    public Task<string> WaitForLineAsync(string text, TimeSpan deadline, CancellationToken cancellationToken = default)
        => WhileRunningAsync(
            _output.FindAsync(line => line.Contains(text, StringComparison.Ordinal)),
            deadline, $"writes a line with '{text}'", cancellationToken);

    /// <summary>Waits until the address answers with a success status.</summary>
    public async Task WaitForHttpAsync(Uri address, TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool> answers = AnswersAsync(address, deadline, stop.Token);
        try
        {
            await WhileRunningAsync(answers, deadline, $"answers at {address}", cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    /// <summary>Its exit code; 128 and the signal's number if a signal ended it.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        try
        {
            await ExitAsync().WaitAsync(deadline, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException(Explain($"did not end within {deadline}"), e);
        }

        return _process.ExitCode;
    }

    /// <summary>Ends it and everything it started that is still there.</summary>
    public async ValueTask DisposeAsync()
    {
        Signals.Send(-Id, Signal.Kill);
        if (!_process.HasExited)
        {
            // Only if it had not got as far as setsid.
            Signals.Send(Id, Signal.Kill);
        }

        await _exited.Task;
        _process.Dispose();
    }

    private static async Task<bool> AnswersAsync(Uri address, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.ThatAsync(
            async () =>
            {
                try
                {
                    using HttpResponseMessage answer = await http.GetAsync(address, cancellationToken);
                    return answer.IsSuccessStatusCode;
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    return false;
                }
            },
            deadline, $"{address} answers", cancellationToken);
        return true;
    }

    private async Task<T> WhileRunningAsync<T>(
        Task<T> awaited, TimeSpan deadline, string what, CancellationToken cancellationToken)
    {
        Task exited = ExitAsync();
        try
        {
            await Task.WhenAny(awaited, exited).WaitAsync(deadline, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException(Explain($"has not come to the point within {deadline}: {what}"), e);
        }

        return awaited.IsCompletedSuccessfully || !exited.IsCompleted
            ? await awaited
            : throw new InvalidOperationException(Explain($"ended with {_process.ExitCode} before: {what}"));
    }

    /// <summary>Its end, and then the rest of its output – unless a program it started holds that open.</summary>
    private async Task ExitAsync()
    {
        await _exited.Task;
        await Task.WhenAny(_output.Ended, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
    }

    private string Explain(string what) => $"{_name} {what}. Its output:\n{Output}";
}
