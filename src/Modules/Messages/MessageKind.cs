namespace Weiguang.Messages;

/// <summary>How much a message matters to whoever gets it.</summary>
public enum MessageClass
{
    /// <summary>Waits for an answer, or somebody would come in vain: by every way there is, at any hour.</summary>
    Urgent,

    /// <summary>What becomes of something of their own.</summary>
    Own,

    /// <summary>Work that waits for whoever has the office.</summary>
    Work,

    /// <summary>Thanks, invitations, progress: nice to know.</summary>
    News,
}

/// <summary>One kind of message. A message keeps the code, never the words: rewording a text orphans none.</summary>
/// <param name="Code">module.what, up to 60 letters; for good.</param>
/// <param name="Text">Chinese source phrase with its places, {0} and on; the other languages stand in the module's <c>Text</c>.</param>
public sealed record MessageKind(string Code, MessageClass Class, string Text)
{
    public const int LongestCode = 60;

    /// <summary>Whether whoever gets it may choose not to.</summary>
    public bool MayMute => Class is MessageClass.News;
}
