namespace DtnBox.ControllerAgent.Enrollment;

internal sealed partial class Enroller
{
    // Ids 3020-3039 belong to the agent's identity.
    [LoggerMessage(3020, LogLevel.Information, "This is agent {AgentId} of node {NodeId}")]
    private partial void LogKnown(string agentId, string nodeId);

    [LoggerMessage(3021, LogLevel.Information, "Enrolled as agent {AgentId} of node {NodeId}")]
    private partial void LogEnrolled(string agentId, string nodeId);
}
