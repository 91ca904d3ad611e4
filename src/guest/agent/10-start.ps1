# What runs inside the reference machine. Windows PowerShell 5.1; the parts of this folder, in the order of their names, are
# one script on the payload medium: agent\agent.ps1. docs/guest.md tells the whole of it.
[CmdletBinding()]
param(
    # Started by the answer file, from the medium: installs the agent, which then runs as a task of the interactive session.
    [switch] $Bootstrap,
    # Started by the agent: one round of updates, told on standard output.
    [switch] $UpdateRound
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$Label = 'IMGF_PAYLOAD'
$Folder = 'C:\ProgramData\ImageFactory'
$LogFile = $Folder + '\agent.log'
# One log for each step besides: customize-01.log.
$StepLogs = $Folder + '\steps'
$InstalledAgent = $Folder + '\agent.ps1'
$StateFile = $Folder + '\state.json'
$PreviousStateFile = $Folder + '\state.previous.json'
$PolicyFile = $Folder + '\policies.json'
$UpdatePolicyFile = $Folder + '\update-policies.json'
$TaskName = 'ImageFactoryAgent'
$Utf8 = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList @($false)

# Of a step, so much output is kept from its beginning, and so much from its end.
$OutputHead = 4194304
$OutputTail = 65536
