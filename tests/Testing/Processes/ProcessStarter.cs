using System.Collections.Concurrent;
using System.Diagnostics;

namespace DtnBox.Testing;

/// <summary>Starts processes from one thread that lives as long as the test process.</summary>
/// <remarks>
/// The kernel sends a parent-death signal when the <em>thread</em> that forked ends, and threads of the pool end when
/// they are idle: a child started from one of those would be killed in the middle of a test.
/// </remarks>
internal static class ProcessStarter
{
    private static readonly BlockingCollection<Action> Starts = StartThread();

    public static void Start(Process process)
    {
        var started = new TaskCompletionSource();
        Starts.Add(() =>
        {
            try
            {
                process.Start();
                started.SetResult();
            }
#pragma warning disable CA1031 // Whatever it is, it is the caller's.
            catch (Exception e)
#pragma warning restore CA1031
            {
                started.SetException(e);
            }
        });
        started.Task.GetAwaiter().GetResult();
    }

    private static BlockingCollection<Action> StartThread()
    {
        var starts = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (Action start in starts.GetConsumingEnumerable())
            {
                start();
            }
        })
        {
            IsBackground = true,
            Name = "process starter",
        }.Start();
        return starts;
    }
}
