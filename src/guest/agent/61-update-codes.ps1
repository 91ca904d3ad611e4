# What the Windows Update Agent answers, in words, and what follows from it:
#
#   done     success
#   retry    the network or the service: again after a while, and when that does not help, the step fails
#   reboot   something waits for a reboot: reboot, then again
#   none     there is nothing to do
#   fatal    no later try and no other update can help: the step fails
#   other    this update has failed; the others go on
#
# learn.microsoft.com/windows/win32/wua_sdk/wua-success-and-error-codes-, .../wua-networking-error-codes-

$Success = '0x00000000'
$NotReached = 'give the machine a network (machine.network) that reaches the update server'

$UpdateCodes = @{
    '0x8024001B' = @('retry', 'the update agent is updating itself')
    '0x8024001E' = @('retry', 'the update service was being stopped')
    '0x8024001F' = @('retry', ('there is no network: ' + $NotReached))
    '0x80240021' = @('retry', 'the operation timed out')
    '0x8024401C' = @('retry', 'the update server answered too late (HTTP 408)')
    '0x8024401F' = @('retry', 'the update server failed (HTTP 500)')
    '0x80244021' = @('retry', 'a proxy had no good answer from the update server (HTTP 502)')
    '0x80244022' = @('retry', 'the update server is overloaded (HTTP 503)')
    '0x80244023' = @('retry', 'a proxy had no answer from the update server (HTTP 504)')
    '0x8024402C' = @('retry', ('the name of the update server or proxy was not found: ' + $NotReached + ', with DNS'))
    '0x80245006' = @('retry', 'the update service could not be reached')
    '0x80072EE2' = @('retry', 'the update server did not answer in time')
    '0x80072EE7' = @('retry', ('the name of the update server was not found: ' + $NotReached + ', with DNS'))
    '0x80072EFD' = @('retry', ('no connection to the update server: ' + $NotReached))
    '0x80072EFE' = @('retry', 'the connection to the update server broke')

    '0x00240005' = @('reboot', 'an installation waits for a reboot')
    '0x80240016' = @('reboot', 'another installation is at work, or waits for a reboot')

    '0x80240024' = @('none', 'there are no updates')

    '0x80070422' = @('fatal', 'the update service is disabled in this image: set wuauserv to manual')
    '0x80240025' = @('fatal', 'a policy of this image denies access to Windows Update')
    '0x8024002E' = @('fatal', 'a policy of this image allows its own update server only')
    '0x8024002F' = @('fatal', 'the policy DisableWindowsUpdateAccess of this image denies it')
    '0x80240041' = @('fatal', 'updates are not available while sysprep runs')
    '0x80240044' = @('fatal', 'only an administrator may do this')
    '0x8024004A' = @('fatal', 'updates are not available while Windows Setup is in progress')
    '0x80244017' = @('fatal', 'the update server asks for a user (HTTP 401)')
    '0x8024401B' = @('fatal', 'the proxy asks for a user (HTTP 407)')
    '0x8024A008' = @('fatal', 'updates are not available while the first start of Windows (OOBE) is in progress')

    '0x80070005' = @('other', 'access is denied')
    '0x80240017' = @('other', 'it does not apply to this machine')
    '0x80240018' = @('other', 'it needs a user who is logged on')
    '0x80240020' = @('other', 'it needs a user who is logged on')
    '0x80240022' = @('other', 'no update could be installed')
    '0x80244018' = @('other', 'the update server forbids it (HTTP 403)')
    '0x80244019' = @('other', 'the update server does not have it (HTTP 404)')
    '0x80070070' = @('other', 'the disk is full: raise machine.disk')
    '0x80070643' = @('other', 'its own installer failed')
    '0x800F0922' = @('other', 'servicing failed and took it back')
}

function Get-UpdateCodeKind([string] $Code) {
    if ($Code -eq $Success) { return 'done' }
    if ($UpdateCodes.ContainsKey($Code)) { return $UpdateCodes[$Code][0] }
    return 'other'
}

# "0x80070643 (its own installer failed)"
function Get-UpdateCodeText([string] $Code) {
    if ($UpdateCodes.ContainsKey($Code)) { return $Code + ' (' + $UpdateCodes[$Code][1] + ')' }
    return $Code
}
