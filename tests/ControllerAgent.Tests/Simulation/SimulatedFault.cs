namespace DtnBox.ControllerAgent.Tests.Simulation;

/// <summary>What goes wrong with a request.</summary>
public enum SimulatedFault
{
    /// <summary>The connection breaks before anything is done.</summary>
    Away,

    /// <summary>The request is carried out, and the connection breaks before the answer.</summary>
    AnswerLost,

    /// <summary>400 with problem details.</summary>
    Refused,
}
