using DtnBox.FunctionsHost.Configuration;

namespace DtnBox.FunctionsHost.Handler;

/// <summary>Keeps one handler running: starts it, waits until it answers, judges its end, starts it again.</summary>
internal sealed partial class HandlerSupervisor(
    FunctionsApp app,
    HandlerGate gate,
    HostExit exit,
    ListenAuthority authority,
    TimeProvider time,
    ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan StartupTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(25);

    private readonly ILogger<HandlerSupervisor> _logger = loggers.CreateLogger<HandlerSupervisor>();
    private readonly HandlerExitPolicy _policy = new(app.Arguments.MaxHandlerFailures, time);
    private volatile HandlerProcess? _current;

    /// <summary>Ends the handler, as the real host does after a function timeout; it is started again at once.</summary>
    public void Restart() => _current?.Kill();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await RunOnceAsync(stoppingToken) == HandlerExit.Restart)
            {
                LogRestarting();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping, and the handler has been stopped with it.
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            LogCannotStart(e, app.Host.ExecutablePath);
            exit.Fail();
        }
    }

    private async Task<HandlerExit> RunOnceAsync(CancellationToken stoppingToken)
    {
        await using HandlerProcess process =
            HandlerProcess.Start(app, authority.Value, loggers.CreateLogger<HandlerProcess>(), time);
        _current = process;
        LogStarted(process.Id, process.Address);
        Task<int> exited = process.WaitForExitAsync(stoppingToken);
        bool ready = await BecomesReadyAsync(process, exited, stoppingToken);
        if (ready)
        {
            LogReady(process.Id);
            gate.Open(process.Address);
        }
        else if (!exited.IsCompleted)
        {
            LogStartupTimedOut(process.Id, StartupTimeout);
            process.Kill();
        }

        try
        {
            int exitCode = await exited;
            HandlerExit verdict = _policy.Judge(exitCode);
            LogExited(process.Id, exitCode, verdict);
            switch (verdict)
            {
                case HandlerExit.Stay:
                    gate.Seal();
                    break;
                case HandlerExit.GiveUp:
                    LogGivingUp(app.Arguments.MaxHandlerFailures);
                    exit.Fail();
                    break;
            }

            return verdict;
        }
        finally
        {
            gate.Close();
        }
    }

    private async Task<bool> BecomesReadyAsync(
        HandlerProcess process, Task<int> exited, CancellationToken stoppingToken)
    {
        using var deadline = new CancellationTokenSource(StartupTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stoppingToken);
        using var http = new HttpClient();
        while (!exited.IsCompleted)
        {
            try
            {
                // Any answer will do; the status says nothing about readiness.
                using HttpResponseMessage answer = await http.GetAsync(process.Address, either.Token);
                return true;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(ProbeInterval, time, CancellationToken.None);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                return false;
            }
        }

        return false;
    }
}
