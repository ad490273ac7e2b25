using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;

namespace DtnBox.ControllerAgent.Enrollment;

/// <summary>Who this agent is: its key pair from the first start on, its id from the enrolment on.</summary>
/// <remarks>
/// A change of key has three steps: the next pair is stored beside the one in use, sent, and put in its place. Whoever dies
/// or hears no answer in between has both, and one of them is the one that the control plane knows.
/// Without its key pair an agent is nobody, whatever id it was given: then it begins anew.
/// </remarks>
internal sealed class AgentIdentity
{
    private const string FileName = "identity.json";
    private const string KeyFile = "key.pem";
    private const string NextKeyFile = "key.next.pem";

    private readonly StateDirectory _state;
    private readonly Lock _gate = new();

    public AgentIdentity(StateDirectory state)
    {
        _state = state;
        Key = AgentKey.Load(state, KeyFile) ?? BeginAnew();
        NextKey = AgentKey.Load(state, NextKeyFile);
        if (NextKey?.Public == Key.Public)
        {
            // Died between putting it in place and removing it here.
            AdoptNextKey(NextKey);
        }

        Enrolled = state.Read(FileName) is { } stored
            ? JsonSerializer.Deserialize<EnrolledAgent>(stored, ContractJson.Options)
            : null;
    }

    /// <summary>Gets the key pair in use. One that was replaced stays usable for whoever has it in hand.</summary>
    public AgentKey Key { get; private set; }

    /// <summary>Gets the key pair that is to follow, which the control plane may know already; null when none is.</summary>
    public AgentKey? NextKey { get; private set; }

    /// <summary>Gets the ids the control plane gave, or null before the enrolment.</summary>
    public EnrolledAgent? Enrolled { get; private set; }

    public void Keep(EnrolledAgent enrolled)
    {
        _state.Write(FileName, JsonSerializer.Serialize(enrolled, ContractJson.Options));
        Enrolled = enrolled;
    }

    /// <summary>The key pair that is to follow: the one that was made already, or a new one.</summary>
    public AgentKey PrepareNextKey()
    {
        lock (_gate)
        {
            return NextKey ??= AgentKey.Create(_state, NextKeyFile);
        }
    }

    /// <summary>Uses the next key pair, which the control plane has taken, and leaves its files as they are.</summary>
    public void UseNextKey(AgentKey next)
    {
        lock (_gate)
        {
            Key = NextKey == next ? next : Key;
        }
    }

    /// <summary>Puts the next key pair, which the control plane has taken, in the place of the one in use.</summary>
    /// <exception cref="IOException">It could not be stored. It is in use all the same, and its file is still there.</exception>
    public void AdoptNextKey(AgentKey next)
    {
        lock (_gate)
        {
            if (NextKey == next)
            {
                // First this: whatever becomes of the disk, the key before is known to nobody any more.
                Key = next;
                next.Store(_state, KeyFile);
                _state.Delete(NextKeyFile);
                NextKey = null;
            }
        }
    }

    /// <summary>The id goes first: with another key it would be refused for ever.</summary>
    private AgentKey BeginAnew()
    {
        _state.Delete(FileName);
        return AgentKey.Create(_state, KeyFile);
    }
}
