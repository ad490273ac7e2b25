namespace DtnBox.ControllerAgent.Enrollment;

/// <summary>The agent has no identity and cannot get one without a person's help.</summary>
internal sealed class EnrollmentException(string message, Exception? cause = null) : Exception(message, cause);
