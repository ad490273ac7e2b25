using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;

namespace DtnBox.ControllerAgent.Enrollment;

/// <summary>Who this agent is: its key pair from the first start on, its id from the enrolment on.</summary>
internal sealed class AgentIdentity : IDisposable
{
    private const string FileName = "identity.json";

    private readonly StateDirectory _state;

    public AgentIdentity(StateDirectory state)
    {
        _state = state;
        Key = AgentKey.LoadOrCreate(state);
        Enrolled = state.Read(FileName) is { } stored
            ? JsonSerializer.Deserialize<EnrolledAgent>(stored, ContractJson.Options)
            : null;
    }

    public AgentKey Key { get; }

    /// <summary>Gets the ids the control plane gave, or null before the enrolment.</summary>
    public EnrolledAgent? Enrolled { get; private set; }

    public void Keep(EnrolledAgent enrolled)
    {
        _state.Write(FileName, JsonSerializer.Serialize(enrolled, ContractJson.Options));
        Enrolled = enrolled;
    }

    public void Dispose() => Key.Dispose();
}
