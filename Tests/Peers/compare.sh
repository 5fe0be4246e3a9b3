#!/usr/bin/env bash
# Compares potemkin's attacks with those of foolbox, torchattacks and ART, by hand.
#
#   Tests/Peers/compare.sh                 all of it, on 1,000 MNIST images, slow attacks on fewer
#   Tests/Peers/compare.sh --only NAME...  some of it: fgsm, pgd, autoattack-10, autoattack,
#                                          deepfool, cw-l2, hopskipjump
#
# Both sides attack one checkpoint, which is trained here unless MODEL names one. MNIST is looked
# for in $POTEMKIN_DATA. The Python packages go to Tests/Peers/.venv, which git ignores.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# shellcheck source=script/setup
source "$here/../../script/setup"

[[ -n ${POTEMKIN_DATA:-} ]] || fail "POTEMKIN_DATA must name the directory with MNIST's four files."
build_release potemkin
export POTEMKIN=$root/.build/release/potemkin

if [[ ! -x $here/.venv/bin/python ]]; then
  python3 -m venv "$here/.venv"
  "$here/.venv/bin/pip" install --quiet --extra-index-url https://download.pytorch.org/whl/cpu \
    --requirement "$here/requirements.txt"
fi

export MODEL=${MODEL:-$here/.venv/relu.safetensors}
if [[ ! -f $MODEL ]]; then
  "$POTEMKIN" train --activation relu --output "$MODEL" >&2
fi
exec "$here/.venv/bin/python" "$here/compare.py" "$@"
