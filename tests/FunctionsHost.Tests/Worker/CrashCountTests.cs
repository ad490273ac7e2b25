using DtnBox.FunctionsHost.Worker;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.FunctionsHost.Tests.Worker;

public sealed class CrashCountTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CrashCount _crashes;

    public CrashCountTests() => _crashes = new CrashCount(_time);

    [Fact]
    public void Add_OneAfterTheOther_MakesThePauseLonger()
        => Assert.Equal([0, 1, 10, 10], Enumerable.Range(0, 4).Select(_ => (int)_crashes.Add().TotalSeconds));

    [Fact]
    public void IsTooMany_ThirdWithinHalfAnHour_IsTrue()
    {
        foreach (int minutes in (int[])[0, 29])
        {
            _time.Advance(TimeSpan.FromMinutes(minutes));
            _crashes.Add();
            Assert.False(_crashes.IsTooMany);
        }

        _crashes.Add();
        Assert.True(_crashes.IsTooMany);
        _time.Advance(TimeSpan.FromMinutes(31));
        _crashes.Add();
        Assert.False(_crashes.IsTooMany);
    }
}
