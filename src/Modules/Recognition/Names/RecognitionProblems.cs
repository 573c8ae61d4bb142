using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Recognition;

internal static class RecognitionProblems
{
    public static readonly ProblemNote[] All =
    [
        .. Voice.Star.Notes,
        new(409, "objection-not-taken", Phrase.Of("异议没有收下"), Phrase.Of("公示已经结束，或者您的异议已在核实，或者这是您自己的星级。")),
        new(409, "star-not-enough", Phrase.Of("时长有更正，现在不够这一级了。"), Phrase.Of("申报以后时长有更正；够了再申报。")),
        new(404, "certificate-unknown", Phrase.Of("没有这张证明"), Phrase.Of("请核对二十位编号；最后一位是校验位。")),
        new(409, "certificate-not-issued", Phrase.Of("证明没有开成"), Phrase.Of("这段时间里要有一到两百次没有被更正的服务，而且开证明的人是志愿者。")),
        new(409, "certificate-not-printable", Phrase.Of("证明里有印不出的字"), Phrase.Of("missing 列出是哪一项的哪些字。系统管理员把有这些字的字库放进 Certificates:Fonts 指的文件夹，就能开了。")),
        new(409, "certificate-revoked", Phrase.Of("证明早就作废了"), Phrase.Of("作废过的证明不能再作废，也不能恢复。")),
    ];
}
