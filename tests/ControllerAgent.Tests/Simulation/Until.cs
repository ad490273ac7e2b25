using System.Runtime.CompilerServices;

namespace DtnBox.ControllerAgent.Tests.Simulation;

/// <summary>Waits for what must happen.</summary>
internal static class Until
{
    public static async Task TrueAsync(
        Func<bool> condition,
        TimeSpan? deadline = null,
        [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        while (!condition())
        {
            Assert.True(time.GetElapsedTime(start) < (deadline ?? TimeSpan.FromSeconds(15)), $"Never came true: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), time, TestContext.Current.CancellationToken);
        }
    }
}
