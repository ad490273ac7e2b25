using DtnBox.ControllerAgent.Enrollment;
using DtnBox.ControllerAgent.Tests.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DtnBox.ControllerAgent.Tests.Enrollment;

public sealed class KeyRotationTests : AgentTests
{
    [Fact]
    public async Task Asked_ByAnAnswer_ChangesTheKeyAndGoesOnWithIt()
    {
        string before;
        await using (AgentUnderTest agent = await StartAsync(ScriptedHandler.Endless()))
        {
            // With something in hand it reports every moment.
            ControlPlane.Queue.Offer("c1");
            await Until.TrueAsync(() => ControlPlane.Queue.Reports.Any(report => report.Commands.Count > 0));
            before = ControlPlane.Identities.PublicKey!;
            ControlPlane.Queue.AskForNewKey = true;
            await Until.TrueAsync(() => ControlPlane.Identities.PublicKey != before);
            ControlPlane.Queue.AskForNewKey = false;
            await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3161));
        }

        await AssertWorksAsync();
    }

    [Fact]
    public async Task Changed_AndTheAnswerLost_IsRepeatedWithTheSameKey()
    {
        LoseTheAnswer();
        await using (AgentUnderTest agent = await StartHeardAsync())
        {
            agent.Services.GetRequiredService<KeyRotation>().Ask();
            await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3161));
        }

        Assert.Equal(ControlPlane.Identities.PublicKey, Assert.Single(ControlPlane.Identities.KeysTaken));
        Assert.Equal((ControlPlane.Identities.PublicKey, null), WithIdentity(identity => (identity.Key.Public, identity.NextKey)));
        await AssertWorksAsync();
    }

    [Fact]
    public async Task Changed_AnswerLostAndDied_FindsInByTheNextOne()
    {
        ControlPlane.Fault = path => path.EndsWith("/key", StringComparison.Ordinal)
            ? ControlPlane.Count("/key") == 1 ? SimulatedFault.AnswerLost : SimulatedFault.Away
            : null;
        await using (AgentUnderTest agent = await StartHeardAsync())
        {
            agent.Services.GetRequiredService<KeyRotation>().Ask();
            await Until.TrueAsync(() => !ControlPlane.Identities.KeysTaken.IsEmpty);
        }

        Assert.NotEqual(ControlPlane.Identities.PublicKey, WithIdentity(identity => identity.Key.Public));
        await AssertWorksAsync();
        ControlPlane.Fault = _ => null;
        await using AgentUnderTest later = await StartHeardAsync();
        await Until.TrueAsync(() => later.Log.Events.Any(entry => entry.Id == 3161));
        Assert.Single(ControlPlane.Identities.KeysTaken);
    }

    [Fact]
    public async Task Changed_WhileWorkIsInHand_GoesOnWithIt()
    {
        ScriptedHandler handler = ScriptedHandler.Endless();
        await using AgentUnderTest agent = await StartAsync(handler);
        ControlPlane.Queue.Offer("c1");
        await Until.TrueAsync(() => handler.Running == 1);
        agent.Services.GetRequiredService<KeyRotation>().Ask();
        await Until.TrueAsync(() => !ControlPlane.Identities.KeysTaken.IsEmpty);
        int before = ControlPlane.Queue.Reports.Count;
        await Until.TrueAsync(() => ControlPlane.Queue.Reports.Count >= before + 2);
        Assert.Equal(1, handler.Running);
    }

    [Fact]
    public async Task Refused_AChange_LeavesTheOldKeyInUse()
    {
        ControlPlane.Fault = path => path.EndsWith("/key", StringComparison.Ordinal) ? SimulatedFault.Refused : null;
        await using (AgentUnderTest agent = await StartHeardAsync())
        {
            agent.Services.GetRequiredService<KeyRotation>().Ask();
            await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3162));
        }

        await AssertWorksAsync();
        Assert.Empty(ControlPlane.Identities.KeysTaken);
    }

    [Fact]
    public async Task Prepared_ButNotStored_IsNeverSent()
    {
        Directory.CreateDirectory(Path.Combine(State.Path, "key.next.pem.new"));
        await using AgentUnderTest agent = await StartHeardAsync();
        agent.Services.GetRequiredService<KeyRotation>().Ask();
        await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3164));
        Assert.Equal(0, ControlPlane.Count("/key"));
        Assert.False(agent.Stopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Changed_ButNotStored_IsUsedAndFoundAgain()
    {
        string obstacle = Path.Combine(State.Path, "key.pem.new");
        await using (AgentUnderTest agent = await StartHeardAsync())
        {
            Directory.CreateDirectory(obstacle);
            agent.Services.GetRequiredService<KeyRotation>().Ask();
            await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3164));
            ControlPlane.Identities.Revoke();
            int before = ControlPlane.Queue.Reports.Count;
            await Until.TrueAsync(() => ControlPlane.Queue.Reports.Count > before, TimeSpan.FromSeconds(30));
        }

        Directory.Delete(obstacle);
        await using (AgentUnderTest agent = await StartHeardAsync())
        {
            await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3161));
        }

        Assert.Equal((ControlPlane.Identities.PublicKey, null), WithIdentity(identity => (identity.Key.Public, identity.NextKey)));
    }

    [Fact]
    public async Task Died_AfterTheControlPlaneTookTheKey_FindsInByTheNextOne()
    {
        await using (await StartHeardAsync())
        {
        }

        ControlPlane.Identities.PublicKey = WithIdentity(identity => identity.PrepareNextKey().Public);
        await using (AgentUnderTest agent = await StartHeardAsync())
        {
            await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3161));
        }

        Assert.Equal((ControlPlane.Identities.PublicKey, null), WithIdentity(identity => (identity.Key.Public, identity.NextKey)));
    }

    [Fact]
    public async Task Died_BeforeItWasSent_FinishesTheChange()
    {
        await using (await StartHeardAsync())
        {
        }

        string next = WithIdentity(identity => identity.PrepareNextKey().Public);
        await using AgentUnderTest agent = await StartAsync();
        await Until.TrueAsync(() => ControlPlane.Identities.PublicKey == next);
    }

    [Fact]
    public void Died_BetweenPuttingItInPlaceAndRemovingIt_HasOneKey()
    {
        string next = WithIdentity(identity => identity.PrepareNextKey().Public);
        string file = Path.Combine(State.Path, "key.next.pem");
        string content = File.ReadAllText(file);
        WithIdentity(identity =>
        {
            identity.AdoptNextKey(identity.NextKey!);
            return true;
        });
        File.WriteAllText(file, content);

        Assert.Equal((next, null), WithIdentity(identity => (identity.Key.Public, identity.NextKey)));
        Assert.False(File.Exists(file));
    }

    private async Task AssertWorksAsync()
    {
        ControlPlane.Identities.Revoke();
        await using AgentUnderTest agent = await StartHeardAsync();
    }

    /// <summary>An agent that has been heard.</summary>
    private async Task<AgentUnderTest> StartHeardAsync()
    {
        int before = ControlPlane.Queue.Reports.Count;
        AgentUnderTest agent = await StartAsync();
        await Until.TrueAsync(() => ControlPlane.Queue.Reports.Count > before);
        return agent;
    }

    private void LoseTheAnswer() => ControlPlane.Fault = path =>
        path.EndsWith("/key", StringComparison.Ordinal) && ControlPlane.Count("/key") == 1 ? SimulatedFault.AnswerLost : null;

    private T WithIdentity<T>(Func<AgentIdentity, T> use)
    {
        using var state = new StateDirectory(Options.Create(new AgentOptions { StateDirectory = State.Path }));
        return use(new AgentIdentity(state));
    }
}
