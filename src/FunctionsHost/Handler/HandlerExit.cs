namespace DtnBox.FunctionsHost.Handler;

/// <summary>What follows from a handler's exit.</summary>
internal enum HandlerExit
{
    /// <summary>Exit code 0: it meant to stop. It is not started again.</summary>
    Stay,

    /// <summary>Exit code 200, or a failure within the allowance.</summary>
    Restart,

    /// <summary>Too many failures in too short a time: the host gives up.</summary>
    GiveUp,
}

/// <summary>The restart rule of the real host: three failures inside 30 minutes end it.</summary>
internal sealed class HandlerExitPolicy(int maxFailures, TimeProvider time)
{
    private const int IntentionalRestart = 200;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);
    private readonly Queue<long> _failures = new();

    public HandlerExit Judge(int exitCode)
    {
        if (exitCode is 0 or IntentionalRestart)
        {
            return exitCode == 0 ? HandlerExit.Stay : HandlerExit.Restart;
        }

        long now = time.GetTimestamp();
        _failures.Enqueue(now);
        while (time.GetElapsedTime(_failures.Peek(), now) > Window)
        {
            _failures.Dequeue();
        }

        return maxFailures > 0 && _failures.Count >= maxFailures ? HandlerExit.GiveUp : HandlerExit.Restart;
    }
}
