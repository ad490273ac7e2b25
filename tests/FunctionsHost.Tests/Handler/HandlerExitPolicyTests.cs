using DtnBox.FunctionsHost.Handler;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.FunctionsHost.Tests.Handler;

public sealed class HandlerExitPolicyTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Judge_ExitCodeZero_Stays()
        => Assert.Equal(HandlerExit.Stay, new HandlerExitPolicy(3, _time).Judge(0));

    [Fact]
    public void Judge_IntentionalRestarts_AreNeverTooMany()
    {
        var policy = new HandlerExitPolicy(3, _time);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Equal(HandlerExit.Restart, policy.Judge(200)));
    }

    [Fact]
    public void Judge_ThirdFailureWithinHalfAnHour_GivesUp()
    {
        var policy = new HandlerExitPolicy(3, _time);
        Assert.Equal(HandlerExit.Restart, policy.Judge(1));
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HandlerExit.Restart, policy.Judge(137));
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HandlerExit.GiveUp, policy.Judge(1));
    }

    [Fact]
    public void Judge_OldFailures_AreForgotten()
    {
        var policy = new HandlerExitPolicy(3, _time);
        policy.Judge(1);
        policy.Judge(1);
        _time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HandlerExit.Restart, policy.Judge(1));
    }

    [Fact]
    public void Judge_AllowanceZero_NeverGivesUp()
    {
        var policy = new HandlerExitPolicy(0, _time);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Equal(HandlerExit.Restart, policy.Judge(1)));
    }
}
