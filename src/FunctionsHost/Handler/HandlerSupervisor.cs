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
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(25);

    private readonly ILogger<HandlerSupervisor> _logger = loggers.CreateLogger<HandlerSupervisor>();
    private readonly HandlerExitPolicy _policy = new(app.Arguments.MaxHandlerFailures, time);
    private readonly RestartDelay _delay = new();
    private readonly Lock _sync = new();
    private HandlerProcess? _current;
    private bool _restartWanted;

    /// <summary>Ends the handler at this address, as the real host does after a function timeout; another one is started.</summary>
    /// <remarks>When that one has ended already, its successor is not to blame and stays.</remarks>
    public void Restart(Uri address)
    {
        lock (_sync)
        {
            if (_current?.Address == address)
            {
                _restartWanted = true;
                // Nothing more goes to it, also while its end is not noticed yet.
                gate.Close();
                _current.Kill();
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await RunOnceAsync(stoppingToken) == HandlerExit.Restart)
            {
                if (_delay.Current > TimeSpan.Zero)
                {
                    LogDelayed(_delay.Current);
                    await Task.Delay(_delay.Current, time, stoppingToken);
                }

                HostMeter.HandlerRestarted();
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
        long started = time.GetTimestamp();
        SetCurrent(process);
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
            LogStartupTimedOut(process.Id, app.Host.InitializationTimeout);
            process.Kill();
        }

        try
        {
            int exitCode = await exited;
            // Killed for a function's timeout is no failure of the handler, as in the real host.
            HandlerExit verdict = SetCurrent(null) ? HandlerExit.Restart : _policy.Judge(exitCode);
            _delay.Ended(time.GetElapsedTime(started));
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
            SetCurrent(null);
        }
    }

    /// <summary>Tells whether a restart of the one before was asked for.</summary>
    private bool SetCurrent(HandlerProcess? process)
    {
        lock (_sync)
        {
            bool wanted = _restartWanted;
            (_current, _restartWanted) = (process, false);
            return wanted;
        }
    }

    private async Task<bool> BecomesReadyAsync(
        HandlerProcess process, Task<int> exited, CancellationToken stoppingToken)
    {
        using var deadline = new CancellationTokenSource(app.Host.InitializationTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stoppingToken);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
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
